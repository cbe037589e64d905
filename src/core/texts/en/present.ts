/** Words of a presentation, in which a result fills the screen. */
export const present = {
  present: {
    start: 'Present',
    leave: 'Leave (Esc)',
    replay: 'Replay',
  },
} as const;
