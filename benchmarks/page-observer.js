// Runs in the page before all other scripts. It records when Measure is pressed, when the first points appear on
// the chart and when the sweep is done; and, for opening, run and end apart, every task of the main thread over
// 50 ms, and every shift of the layout that does not follow a visitor's own action within half a second.
{
  const times = {};
  const longTasks = [];
  const shifts = [];
  const state = () => document.documentElement.dataset.runState;
  const phase = () => (times.done !== undefined ? 'end' : times.pressed !== undefined ? 'run' : 'opening');
  const nameOf = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    if (!element) return '?';
    const mark = element.closest('[data-testid], [id]');
    const within = mark?.dataset.testid ?? mark?.id ?? '';
    return `${within} ${element.tagName.toLowerCase()}.${element.classList[0] ?? ''}`.trim();
  };
  const note = (name) => {
    times[name] ??= performance.now();
  };
  new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map(({ duration }) => ({ phase: phase(), ms: duration })));
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const moved = sources.map(({ node }) => nameOf(node));
      if (!hadRecentInput) shifts.push({ phase: phase(), value, moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver(() => {
    if (times.pressed === undefined) return;
    if (document.querySelector('.recharts-surface [data-point=provisional]')) note('warmUpPoint');
    if (document.querySelector('.recharts-surface [data-point=measured]')) note('sampledPoint');
    if (state() === 'done') note('done');
  }).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener('click', () => note('pressed'), { capture: true });
  globalThis.pageObserver = { times, longTasks, shifts };
}
