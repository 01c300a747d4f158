/** Errors of the server or of this phone, as RFC 9457 has them: a stable code and one plain sentence. */

/** The codes that come only from this phone; all others are the API's (`type` of problem+json). */
export type LocalCode =
	| "offline"
	| "unreadable"
	| "bad_code"
	| "bad_phrase"
	| "bad_extra"
	| "no_such_phrase"
	| "no_such_code"
	| "newer_words"
	/** Words that only this phone has would be deleted, and the person has not agreed to that yet. */
	| "words_here"
	| "no_key"
	| "tampered"
	| "wiped"
	/** This phone could not store it: no space, or the browser closed the database. */
	| "not_stored"
	/** A try of the PIN could not be counted, so it was not made. */
	| "not_counted"
	/** It could be neither stored nor sent. */
	| "not_sent"
	/** A part of the app was deleted by a new release. */
	| "new_version"
	| "not_loaded"
	/** The browser gives no address for push. */
	| "push_failed"
	/** The person dismissed the browser's question about notices. */
	| "push_unanswered"
	| "wrong_pin"
	| "wait";

export class Problem extends Error {
	constructor(
		/** The API's code ("stale_edit"), or one of `LocalCode`. */
		readonly code: string,
		/** The HTTP status; 0 without an answer. */
		readonly status: number,
		/** One sentence a person can read. */
		readonly title: string,
		/** Messages by field, if the API names fields. */
		readonly errors: Readonly<Record<string, unknown>> | null = null,
		/** How long the server asks to wait, in milliseconds. */
		readonly retryAfter: number | null = null,
	) {
		super(title);
		this.name = "Problem";
	}
}

/** An error of this phone. */
export function localProblem(code: LocalCode, title: string): Problem {
	return new Problem(code, 0, title);
}

/**
 * Turns an error into a Problem: unchanged if it is one, `not_stored` or `new_version` if IndexedDB failed. Any other
 * error is a bug and is thrown again.
 */
export function asProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	if (!isStorageFailure(error)) throw error;
	// another tab runs a newer version of the app, with a newer database
	if (error.name === "VersionError") return localProblem("new_version", "There is a new version of the app.");
	return localProblem("not_stored", "Nothing could be stored on this phone.");
}

/** https://w3c.github.io/IndexedDB/#exceptions: no space, a closed connection, a disk error, an aborted transaction. */
export function isStorageFailure(error: unknown): error is DOMException {
	return error instanceof DOMException && /Quota|InvalidState|Unknown|Abort|Version/.test(error.name);
}

/** No answer came: the network failed or timed out. */
export function offline(): Problem {
	return localProblem("offline", "There is no connection right now.");
}
