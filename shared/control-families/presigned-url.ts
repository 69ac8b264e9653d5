import type { Call } from '../core/change.ts';
import { defineActivityControl, type Activity, type ActivityControl } from '../core/control.ts';
import { outsideOrigin } from '../core/network-origin.ts';
import type { FactsOf, ResourceType } from '../core/resource-type.ts';
import type { Members } from '../core/trail-record.ts';
import { fail, pass } from '../core/verdict.ts';
import { sessionControl } from '../frameworks/profiles.ts';

/** A working day: whoever asks for more wants the door to stay open. */
const longestSession = 8 * 60 * 60;

const longLivedKey = ({ actor: { type, accessKeyId } }: Call): boolean =>
  type === 'IAMUser' && accessKeyId?.startsWith('AKIA') === true;

type Declared<R extends ResourceType, Fact extends keyof FactsOf<R>> = Pick<
  ActivityControl<R, Fact>,
  'id' | 'title' | 'severity' | 'appliesTo' | 'watches' | 'remediation' | 'aliases' | 'reads'
> & {
  /** The fact that says how long a session was asked for, in seconds; null: as long as AWS gives by itself. */
  sessionFact: Fact;
  /** Further reasons. */
  also?(activity: Activity<R, Fact>): readonly string[];
};

/** Controls of a URL that signs whoever opens it in. Asking for one is daily routine: only what is odd about it fails. */
export const presignedUrl = <R extends ResourceType, const Fact extends keyof FactsOf<R>>({
  sessionFact,
  also,
  ...declared
}: Declared<R, Fact>): ActivityControl<R, Fact> =>
  defineActivityControl<R, Fact>({
    ...declared,
    rationale:
      'Whoever opens the URL works with the role behind it, without signing in: it should be asked for from your networks, by people who signed in themselves, for themselves, and for a working day at most.',
    requirements: sessionControl,
    evaluate: (activity, { configuration }) => {
      const { call, facts } = activity;
      const session = (facts as Members)[sessionFact as string];
      const outside = outsideOrigin(call, configuration);
      const reasons = [
        ...(outside ? [`from outside your networks, ${outside}`] : []),
        ...(call.actor.type === 'Root' ? ['by the root user'] : []),
        ...(longLivedKey(call) ? ['with a long-lived access key of an IAM user'] : []),
        ...(typeof session === 'number' && session > longestSession
          ? [`for a session of ${Math.round(session / 360) / 10} hours`]
          : []),
        ...(also?.(activity) ?? []),
      ];
      if (reasons.length === 0) return pass;
      return fail(`A presigned URL was asked for ${reasons.join(', ')}`, {
        details: reasons.length > 1 ? reasons : [],
      });
    },
  });
