/** What can go wrong on the way to the server or on this phone, as RFC 9457 names it: a stable code and one plain sentence. */

/** The codes that only this phone gives; all others are the API's (`type` of problem+json). */
export type LocalCode =
	| "offline"
	| "unreadable"
	| "bad_code"
	| "bad_phrase"
	| "bad_extra"
	| "no_such_phrase"
	| "no_such_code"
	| "newer_words"
	| "no_key"
	| "tampered"
	| "wiped"
	/** This phone could not store it: no room, or the browser closed the store. */
	| "not_stored"
	/** A try of the PIN could not be counted, so it was not made. */
	| "not_counted"
	/** Neither stored here nor sent. */
	| "not_sent"
	/** A part of the app is gone with a new release. */
	| "new_version"
	| "not_loaded"
	/** The browser gives no address for push. */
	| "push_failed"
	/** The person closed the browser's question about notices. */
	| "push_unanswered"
	| "wrong_pin"
	| "wait";

export class Problem extends Error {
	constructor(
		/** The API's code ("stale_edit"), or one of `LocalCode`. */
		readonly code: string,
		/** The HTTP status; 0 where no answer came. */
		readonly status: number,
		/** One sentence a person can read. */
		readonly title: string,
		/** Messages by field, where the API names fields. */
		readonly errors: Readonly<Record<string, unknown>> | null = null,
		/** How long the server asks to wait, in milliseconds. */
		readonly retryAfter: number | null = null,
	) {
		super(title);
		this.name = "Problem";
	}
}

/** A problem that started on this phone. */
export function localProblem(code: LocalCode, title: string): Problem {
	return new Problem(code, 0, title);
}

/**
 * What a failure comes to: a Problem as it is, and `not_stored` or `new_version` where IndexedDB failed. Anything else is
 * a fault of the app's own and is thrown again.
 */
export function asProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	if (!isStorageFailure(error)) throw error;
	// another tab runs a newer version of the app, which has another store
	if (error.name === "VersionError") return localProblem("new_version", "There is a new version of the app.");
	return localProblem("not_stored", "Nothing could be stored on this phone.");
}

/** https://w3c.github.io/IndexedDB/#exceptions: no room, a closed connection, a disk that fails, an aborted transaction. */
export function isStorageFailure(error: unknown): error is DOMException {
	return error instanceof DOMException && /Quota|InvalidState|Unknown|Abort|Version/.test(error.name);
}

/** No answer came: the network failed, or it took too long. */
export function offline(): Problem {
	return localProblem("offline", "There is no connection right now.");
}
