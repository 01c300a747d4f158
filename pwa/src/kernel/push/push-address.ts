/** The address at which a push service reaches this phone, from the browser. Browsers fail at it in many ways. */

import { localProblem, type Problem } from "../browser/problem";
import { fromBase64url, toBase64url } from "../crypto/bytes";

/** How long the browser may take, in milliseconds; some never answer if their push service is unreachable. */
const PATIENCE = 20_000;
/** Chromium returns such addresses once it has given up on push: `https://permanently-removed.invalid/…`. */
const NOWHERE = /\.invalid$/;

/**
 * Subscribes with the server's key. First unsubscribes one for another key or with a dead address. Throws Problem
 * `push_failed`.
 */
export function freshAddress(manager: PushManager, key: string): Promise<PushSubscription> {
	return fromBrowser(async () => {
		const known = await manager.getSubscription();
		if (known && isFor(known, key)) return known;
		await known?.unsubscribe();
		const made = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64url(key) });
		if (leadsNowhere(made)) throw new Error("the browser has given up on push");
		return made;
	});
}

/**
 * The browser's current subscription for this key, or null. Makes no request to the push service. Throws Problem
 * `push_failed`.
 */
export function knownAddress(manager: PushManager, key: string | undefined): Promise<PushSubscription | null> {
	return fromBrowser(async () => {
		const known = await manager.getSubscription();
		return known && key !== undefined && isFor(known, key) ? known : null;
	});
}

/** The server's key that a subscription is bound to, or null if the browser does not say. */
export function serverKeyOf({ options }: PushSubscription): string | null {
	const key = options.applicationServerKey;
	return key ? toBase64url(new Uint8Array(key)) : null;
}

/** Ends the subscription, if there is one. Throws Problem `push_failed`. */
export function endAddress(manager: PushManager): Promise<unknown> {
	return fromBrowser(async () => (await manager.getSubscription())?.unsubscribe());
}

/** The browser's answer. Throws Problem `push_failed` if it fails or is late. */
export async function fromBrowser<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error("the browser does not answer")), PATIENCE);
	});
	try {
		return await Promise.race([ask(), late]);
	} catch {
		throw pushFailed();
	} finally {
		clearTimeout(timer);
	}
}

function pushFailed(): Problem {
	return localProblem("push_failed", "This browser couldn't reach its notice service.");
}

function isFor(subscription: PushSubscription, key: string): boolean {
	return serverKeyOf(subscription) === key && !leadsNowhere(subscription);
}

function leadsNowhere({ endpoint }: PushSubscription): boolean {
	return NOWHERE.test(new URL(endpoint).hostname);
}
