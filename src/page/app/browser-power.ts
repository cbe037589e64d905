import { type PressureState, pressureStates } from '../../core/document/pressure.ts';
import type { EvidenceTools, RunTools } from '../jobs/run-tools.ts';

/** The part of the Battery Status API that is used. Only Chromium has it, and TypeScript's types lack it. */
interface BatteryNavigator {
  readonly getBattery?: () => Promise<{ readonly charging: boolean; readonly level: number }>;
}

/** The Screen Wake Lock API is missing outside secure contexts, whatever the types say. */
type PowerNavigator = BatteryNavigator & { readonly wakeLock?: Pick<WakeLock, 'request'> };

/** The part of the Compute Pressure API that is used. Only Chromium has it, and TypeScript's types lack it. */
declare global {
  var PressureObserver: PressureObserverClass | undefined;
}

type PressureObserverClass = new (
  listener: (records: readonly { readonly state: string }[]) => void,
) => {
  readonly observe: (source: 'cpu', options: { readonly sampleInterval: number }) => Promise<void>;
  readonly disconnect: () => void;
};

type PowerDocument = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** Keeps the screen awake, and reads the battery and the CPU's pressure, as far as the browser allows. */
export function browserPower(
  navigator: PowerNavigator,
  document: PowerDocument,
  PressureObserver?: PressureObserverClass,
): Pick<RunTools, 'keepAwake' | 'isOnBattery'> & { readonly evidence: EvidenceTools } {
  let screenLock: Pick<WakeLockSentinel, 'released'> | null = null;
  const battery: EvidenceTools['battery'] = async () => {
    try {
      const found = await navigator.getBattery?.();
      return found === undefined ? null : { isCharging: found.charging, level: found.level };
    } catch {
      return null;
    }
  };
  const evidence: EvidenceTools = {
    battery,
    watchPressure: (listener) => {
      if (PressureObserver === undefined) return () => {};
      const observer = new PressureObserver((records) => {
        for (const { state } of records) if (isPressureState(state)) listener(state);
      });
      // Refused where a policy forbids it, or where the machine does not tell.
      observer.observe('cpu', { sampleInterval: pressureEveryMs }).catch(() => {});
      return () => observer.disconnect();
    },
    isKeptAwake: () => (navigator.wakeLock === undefined ? null : screenLock?.released === false),
  };
  return {
    evidence,
    keepAwake: () => {
      let isOver = false;
      let held: Pick<WakeLockSentinel, 'release'> | null = null;
      const take = async () => {
        if (isOver || document.visibilityState !== 'visible') return;
        try {
          const sentinel = await navigator.wakeLock?.request('screen');
          if (isOver) await sentinel?.release();
          else if (sentinel !== undefined) {
            held = sentinel;
            screenLock = sentinel;
          }
        } catch {
          // Refused, for example on a low battery. The run goes on, and a sleeping screen shows up as a
          // hidden tab.
        }
      };
      // The browser releases the lock whenever the tab is hidden.
      const retake = () => void take();
      document.addEventListener('visibilitychange', retake);
      void take();
      return () => {
        isOver = true;
        document.removeEventListener('visibilitychange', retake);
        void held?.release();
        held = null;
        screenLock = null;
      };
    },
    isOnBattery: async () => {
      const found = await battery();
      return found === null ? null : !found.isCharging;
    },
  };
}

const pressureEveryMs = 1000;

const isPressureState = (state: string): state is PressureState =>
  (pressureStates as readonly string[]).includes(state);
