// Runs in the page before all other scripts. It records when the first content is drawn and when the page can
// be used, that is when its API is ready and the button Measure is enabled.
{
  const opening = {};
  let isReady = false;
  const isRunButton = (button) =>
    /^Measure this device/.test(button.textContent.trim()) &&
    !button.disabled &&
    !button.hasAttribute('data-disabled');
  const look = () => {
    if (globalThis.rerankBench !== undefined && opening.api === undefined) {
      opening.api = performance.now();
      globalThis.rerankBench.ready.then(() => {
        isReady = true;
        look();
      });
    }
    if (isReady && [...document.querySelectorAll('button')].some(isRunButton)) {
      opening.usable ??= performance.now();
      watch.disconnect();
    }
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true });
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') opening.paint = startTime;
    }
  }).observe({ type: 'paint', buffered: true });
  globalThis.pageOpening = opening;
}
