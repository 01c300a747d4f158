/** Messages between pages and the service worker. */

import type { Unwritten } from "./draft";

/** What the service worker tells the page. */
export type WorkerMessage = { readonly type: "open"; readonly path: string } | { readonly type: "pushed" };

/** What a page tells the service worker. */
export type PageMessage =
	/** Activate the new version. */
	| { readonly type: "take_over" }
	/** The page was left while unlocked: seal the data. */
	| { readonly type: "put_away" }
	/** The page was left before it could write these drafts. */
	| { readonly type: "keep_drafts"; readonly drafts: Unwritten };
