/**
 * Which instance families keep their data on NVMe disks of their own. SageMaker takes no key for those: they are
 * encrypted by hardware, and a call that names a key fails. Families as SageMaker's API lists them, read 2026-11-23;
 * the split is that of Amazon EC2's instance store.
 */
const localNvme = `
  c5d c6gd c6id m5d m6gd m6id r5d r6gd r6id r7gd i3en
  g4dn g5 g6 g6e g7e gr6 p3dn p4d p4de p5 p5e p5en p6-b200 p6-b300 p6e-gb200
  trn1 trn1n trn2 dl1`;

const ebsOnly = `
  c4 c5 c5n c6g c6gn c6i c6in c7g c7i c8g m4 m5 m6g m6i m7i m8g
  r5 r6g r6i r7i r8g t2 t3 p2 p3 inf1 inf2`;

type InstanceStorage = 'local-nvme' | 'ebs';

const families = (names: string, storage: InstanceStorage): [string, InstanceStorage][] =>
  names
    .trim()
    .split(/\s+/)
    .map((family) => [family, storage]);

const storageOfFamily: ReadonlyMap<string, InstanceStorage> = new Map([
  ...families(localNvme, 'local-nvme'),
  ...families(ebsOnly, 'ebs'),
]);

/** Where instances of a type (`ml.g5.xlarge`) keep their data; undefined: a family that the table does not know. */
export const instanceStorage = (instanceType: string): InstanceStorage | undefined =>
  storageOfFamily.get(/^ml\.([a-z0-9-]+)\./.exec(instanceType)?.[1] ?? '');

/** Patterns of the types whose data lies on NVMe disks of their own: `ml.g5.*`. */
export const localNvmeTypes: readonly string[] = [...storageOfFamily].flatMap(([family, storage]) =>
  storage === 'local-nvme' ? [`ml.${family}.*`] : [],
);
