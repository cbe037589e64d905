/** Words of a download: how fast, how long, what hinders it, and whether the browser keeps it. */
export const downloads = {
  downloads: {
    ofTotal: '{{loaded}} of {{total}}',
    speed: '{{rate}}/s',
    remaining: 'about {{duration}} left',
    fileWaiting: 'waiting…',
    retrying: 'Connection lost, retrying… The download will go on where it stopped.',
    notKept: {
      quota:
        'The browser’s storage is full, so the model was not kept: it runs now and is downloaded again the next time. Delete models under “Downloaded models”, or free space on the disk.',
      other:
        'The browser did not keep the model: it runs now and is downloaded again the next time. In private windows nothing is kept.',
    },
  },
} as const;
