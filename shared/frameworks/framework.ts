/** A published body of requirements that a control may support; its file is named like its id. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** Where the text of the requirements is published. */
  readonly source: string;
  /** Requirement id, spelled as the framework spells it → what it asks for, in a few words. */
  readonly requirements: Readonly<Record<string, string>>;
}
