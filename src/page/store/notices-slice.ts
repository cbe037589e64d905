import type { StateCreator } from 'zustand';
import type { Message } from '../../core/texts/message.ts';

export interface Notice {
  readonly id: number;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: Message;
}

/** Notices that stay until they are dismissed or no longer true. */
export interface NoticesSlice {
  readonly notices: readonly Notice[];
  /** Adds a notice, unless the same message is there already. */
  addNotice(severity: Notice['severity'], message: Message): void;
  dismissNotice(id: number): void;
}

export const createNoticesSlice: StateCreator<NoticesSlice> = (set) => ({
  notices: [],
  addNotice: (severity, message) =>
    set(({ notices }) => {
      const same = (notice: Notice) => JSON.stringify(notice.message) === JSON.stringify(message);
      if (notices.some(same)) return {};
      const id = 1 + Math.max(0, ...notices.map((notice) => notice.id));
      return { notices: [...notices, { id, severity, message }] };
    }),
  dismissNotice: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
});
