// Runs in the page before all other scripts. It records when Run is pressed, when the first points appear on
// the chart and when the sweep is done, and every task of the main thread over 50 ms during the sweep.
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
