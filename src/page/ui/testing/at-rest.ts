/** How many frames in a row leave the document the same before it counts as at rest. */
const quietFrames = 4;
/** No state of the page takes nearly as long. One that never rests, such as a clock that ticks, can have no picture. */
const mostFrames = 600;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * Resolves after all that is to be done now: React's pending work, what observers called for, timers that are due. An
 * idle callback would mean the same, but the browser once kept one waiting for 25 seconds.
 */
const nothingElse = () => scheduler.postTask(() => undefined, { priority: 'background' });

/**
 * Resolves once all of the page is drawn: its fonts are there, nothing is left to do, and the document has stayed the
 * same for some frames. Rejects if it never comes to rest.
 */
export async function atRest(): Promise<void> {
  let quiet = 0;
  const observer = new MutationObserver(() => {
    quiet = 0;
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  try {
    for (let frames = 0; quiet < quietFrames; frames++) {
      if (frames === mostFrames) throw new Error('The page does not come to rest.');
      quiet++;
      await frame();
      await nothingElse();
      // A text can need a font that none before it did, and has another size with it.
      if (document.fonts.status === 'loading') quiet = 0;
    }
  } finally {
    observer.disconnect();
  }
}
