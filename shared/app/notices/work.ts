import type { NoticeMessage } from '../service/messages.ts';
import { tellBaseline } from './baseline.ts';
import { deliverNotice, type Delivering } from './deliver.ts';
import type { Desk } from './desk.ts';
import { tellGathered } from './list.ts';
import { remind, tell } from './tell.ts';

/** Does what a message of the queue of notices asks for. Throws where it is to come again. */
export const workOnNotice = async (message: NoticeMessage, desk: Desk, delivering: Delivering): Promise<void> => {
  switch (message.kind) {
    case 'transition':
      return tell(message, desk);
    case 'reminder':
      return remind(message, desk);
    case 'gathering':
      return tellGathered(message, desk);
    case 'baseline':
      return tellBaseline(message, desk);
    case 'delivery':
      return deliverNotice(message, delivering);
  }
};
