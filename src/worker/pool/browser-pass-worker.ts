import type { FromPassWorker } from '../protocol/pass-messages.ts';
import type { PassWorkerTools } from './pass-worker.ts';

/**
 * Starts a pass worker in the browser. It is a worker of this worker, so the browser ends both together. It
 * runs this worker's own script, and its first message says what it is. A script of its own would bring a
 * second copy of transformers.js, to be downloaded and compiled again.
 */
export const startPassWorker: PassWorkerTools['startWorker'] = ({ onMessage, onError }) => {
  const worker = new Worker(self.location.href, { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FromPassWorker>) => onMessage(data);
  worker.onmessageerror = () => onError('A pass worker’s answer could not be read.');
  worker.onerror = (event) => {
    // The failure reports the error. Without this it would count as an error of this worker too.
    event.preventDefault();
    onError(event.message || 'A pass worker could not be started.');
  };
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    end: () => {
      worker.onmessage = null;
      worker.onmessageerror = null;
      worker.onerror = null;
      worker.terminate();
    },
  };
};
