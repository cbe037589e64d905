import type { FromPassWorker } from '../protocol/pass-messages.ts';
import type { PassWorkerTools } from './pass-worker.ts';

/**
 * Starts a pass worker in the browser. It is a worker of this worker, so the browser ends it together with
 * this one. It runs this worker's own script, told by its first message what it is: a script of its own would
 * carry a second copy of transformers.js, to be downloaded and compiled again.
 */
export const startPassWorker: PassWorkerTools['startWorker'] = ({ onMessage, onError }) => {
  const worker = new Worker(self.location.href, { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<FromPassWorker>) => onMessage(data);
  worker.onmessageerror = () => onError('A pass worker’s answer could not be read.');
  worker.onerror = (event) => {
    // It is told by the failure; unprevented it would be an error of this worker too.
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
