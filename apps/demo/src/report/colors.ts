import type { ScaleOptions } from '@observablehq/plot';
import { ACTIVITIES, type Activity } from './segments.ts';

export const INK = '#1d2733';
export const ACCENT = '#4f83ee';
export const WORK = '#ef9b2d';
export const SAVED = '#35a67c';
export const SIZE = '#7a6fd0';

const OF_ACTIVITY: Readonly<Record<Activity, string>> = {
  'waits for its turn at the host': '#d5dbe3',
  'waits for the answer': ACCENT,
  'receives the page': '#a9c7fa',
  'saves the page': SAVED,
  'waits for a reader': '#f6dfb2',
  'page is being read': WORK,
};

/** The colours of a visit's stretches, as a scale with its legend. */
export const ACTIVITY_COLORS: ScaleOptions = {
  domain: ACTIVITIES,
  range: ACTIVITIES.map((activity) => OF_ACTIVITY[activity]),
  legend: true,
};
