import type { StateCreator } from 'zustand';
import type { Message } from '../../core/texts/message.ts';

export interface Notice {
  readonly id: number;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: Message;
  /** Buttons. Each takes the notice away. */
  readonly actions?: readonly NoticeAction[];
}

export interface NoticeAction {
  /** The translation key of the button's text. */
  readonly label:
    | 'documents.withoutTitles'
    | 'documents.asPlainText'
    | 'documents.asJson'
    | 'documents.takeBack'
    | 'notice.reload'
    | 'notice.openAlone';
  readonly act: () => void;
}

/** Notices that stay until they are dismissed or no longer true. */
export interface NoticesSlice {
  readonly notices: readonly Notice[];
  /** Adds a notice. If the same message is there already, only its actions are replaced. */
  addNotice(severity: Notice['severity'], message: Message, actions?: readonly NoticeAction[]): void;
  dismissNotice(id: number): void;
}

export const createNoticesSlice: StateCreator<NoticesSlice> = (set) => ({
  notices: [],
  addNotice: (severity, message, actions) =>
    set(({ notices }) => {
      const same = notices.find((notice) => JSON.stringify(notice.message) === JSON.stringify(message));
      if (same !== undefined && actions === undefined) return {};
      const id = same?.id ?? 1 + Math.max(0, ...notices.map((notice) => notice.id));
      const added: Notice = { id, severity, message, ...(actions !== undefined && { actions }) };
      return { notices: same ? notices.map((each) => (each === same ? added : each)) : [...notices, added] };
    }),
  dismissNotice: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
});
