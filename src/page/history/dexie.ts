// First, since Dexie opens a channel between tabs as soon as it is imported.
import './broadcast-channel.ts';

export { Dexie, type Table } from 'dexie';
