/**
 * Every test file begins as in a process of its own, although many share one, which saves half of the time: with modules
 * that nobody has loaded, an empty IndexedDB, the real clock, and no timer of the file before.
 */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import { forgetTimers } from "./timers";

/** How long to wait for what should come at once, in milliseconds: a busy machine takes seconds. */
const PATIENCE = 10_000;

vi.useRealTimers();
vi.unstubAllGlobals();
vi.resetModules();
Reflect.deleteProperty(crypto.subtle, "importKey");
Reflect.deleteProperty(crypto.subtle, "deriveBits");
globalThis.indexedDB = new IDBFactory();
forgetTimers();
// for a phone that still does something after its test, without the stubs of that test: a server that never answers
const noAnswer = (): Promise<Response> => new Promise(() => undefined);
Object.assign(globalThis, { location: new URL("https://twofold.example/"), fetch: noAnswer });

const { waitFor } = vi;
const patient: typeof waitFor = (callback, options) =>
	waitFor(callback, typeof options === "number" ? options : { timeout: PATIENCE, ...options });
const { useFakeTimers } = vi;
/** A fake monotonic clock goes on where the real one was: it would begin at 0, and the process may be minutes old. */
const steady: typeof useFakeTimers = (config) => {
	const before = performance.now();
	useFakeTimers(config);
	const fake = performance.now.bind(performance);
	if (fake() < before) performance.now = () => before + fake();
	return vi;
};
// the process has one `vi` for all files
if (waitFor.name !== patient.name) Object.assign(vi, { waitFor: patient, useFakeTimers: steady });
