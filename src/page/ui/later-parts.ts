// Parts of the page that are loaded when they are first needed. They share one file, because with several
// the bundler moves whatever they have in common with the page into further files of the first load.
export { AboutDialog } from './about/about-dialog.tsx';
export { DevicesPanel } from './devices/devices-panel.tsx';
export { HistoryPanel } from './history/history-panel.tsx';
export { LoadTestPanel } from './load/load-test-panel.tsx';
export { RankingQuality } from './ranking/ranking-quality.tsx';
export { ProfileSection } from './throughput/profile-section.tsx';
export { QualityNotes, QualityTable } from './throughput/quality-section.tsx';
