/** Errors of sealed data, by what the phone does about them. */

export type SealingCode =
	| "unknown_key"
	| "refused"
	| "unknown_version"
	| "newer_words"
	| "older_edit"
	| "unreadable_code"
	| "unreadable_phrase";

/** Base of the errors below. `code` is stable; the message is for developers, never shown. */
export class SealingError extends Error {
	readonly code: SealingCode;

	constructor(code: SealingCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = new.target.name;
		this.code = code;
	}
}

/** The key has not reached this phone yet: the record waits, and is retried when keys arrive. */
export class UnknownKeyError extends SealingError {
	constructor(
		readonly spaceId: string,
		readonly epochId: string,
	) {
		super("unknown_key", `no root for epoch ${epochId} yet`);
	}
}

/** A tag, signature or shape is wrong, so something was changed: refused, and shown as refused. */
export class RefusedError extends SealingError {
	constructor(message: string, options?: ErrorOptions) {
		super("refused", message, options);
	}
}

/** Sealed in a version that this app does not know: shown as "update needed", kept unchanged. */
export class UnknownVersionError extends SealingError {
	constructor(readonly version: unknown) {
		super("unknown_version", "sealed by a newer version");
	}
}

/** A newer app wrote the words: they can be read here, not edited. */
export class NewerWordsError extends SealingError {
	constructor(
		readonly w: number,
		readonly known: number,
	) {
		super("newer_words", `words version ${w}, this app knows ${known}`);
	}
}

/** An edit older than one this phone has seen: refused. */
export class OlderEditError extends SealingError {
	constructor(
		readonly edit: number,
		readonly seen: number,
	) {
		super("older_edit", `edit ${edit} after ${seen}`);
	}
}

/** A typed code that cannot be valid: too short, too long, or with a character that codes never have. */
export class UnreadableCodeError extends SealingError {
	constructor(readonly reason: "length" | "character") {
		super("unreadable_code", `unreadable code: ${reason}`);
	}
}

/**
 * Typed words that cannot be recovery words: wrong in number, one unknown `word`, a wrong checksum, or a wrong extra
 * word.
 */
export class UnreadablePhraseError extends SealingError {
	constructor(
		readonly reason: "length" | "word" | "checksum" | "extra",
		readonly word: string | null = null,
	) {
		super("unreadable_phrase", `unreadable phrase: ${reason}`);
	}
}

/** What `read` returns; turns any error about the input into a RefusedError. */
export function refuseUnless<Value>(read: () => Value): Value {
	try {
		return read();
	} catch (error) {
		throw new RefusedError("not in our shape", { cause: error });
	}
}
