// Runs in the page before anything else does: notes when Run is pressed, when the first points stand on the
// chart, when the sweep is done, and every task of the main thread over 50 ms while it lasts.
{
  const times = {};
  const longTasks = [];
  const state = () => document.documentElement.dataset.runState;
  const note = (name) => {
    times[name] ??= performance.now();
  };
  new PerformanceObserver((list) => {
    if (state() === 'loading' || state() === 'running') {
      longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }
  }).observe({ type: 'longtask' });
  new MutationObserver(() => {
    if (times.pressed === undefined) return;
    if (document.querySelector('.recharts-surface [data-point=provisional]')) note('warmUpPoint');
    if (document.querySelector('.recharts-surface [data-point=measured]')) note('sampledPoint');
    if (state() === 'done') note('done');
  }).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener('click', () => note('pressed'), { capture: true });
  globalThis.pageObserver = { times, longTasks };
}
