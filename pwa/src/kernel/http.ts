/** Sending a request and reading what came of it: time-out, and problems as RFC 9457 has them. */

import { serverNow } from "./clock";
import { localProblem, offline, Problem } from "./problem";
import { apiRequest } from "./request";
import { noteAnswer } from "./status";

const TIMEOUT = 30_000;

/** The one way of the app to the server. Throws Problem `offline` where no answer came. */
export async function send(request: Request): Promise<Response> {
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(TIMEOUT) });
		noteAnswer(response.status);
		return response;
	} catch {
		noteAnswer(null);
		throw offline();
	}
}

/**
 * One request to an address under the API, and what came back; null where that has no content. Throws Problem,
 * `unreadable` where something between answered in place of the API: then nobody knows that it arrived.
 */
export async function exchange(method: string, path: string, body: string | null): Promise<unknown> {
	const response = await send(apiRequest(method, path, body));
	if (!response.ok) throw await problemOf(response);
	return response.status === 204 ? null : response.json().catch(unreadable);
}

export function unreadable(error: unknown): never {
	throw error instanceof SyntaxError ? localProblem("unreadable", "The answer could not be read.") : error;
}

/** The problem an answer tells, whatever its body is. */
export async function problemOf(response: Response): Promise<Problem> {
	return problemFrom(response, await response.json().catch(() => null));
}

/** The same where the body was read already. */
export function problemFrom(response: Response, told: unknown): Problem {
	const { type, title, errors } = isObject(told) ? told : {};
	const code = typeof type === "string" ? type : `status_${response.status}`;
	const sentence = typeof title === "string" ? title : "That did not work.";
	return new Problem(code, response.status, sentence, isObject(errors) ? errors : null, retryAfter(response));
}

/** Retry-After (RFC 9110 §10.2.3) in milliseconds: seconds, or a date. */
function retryAfter(response: Response): number | null {
	const value = response.headers.get("Retry-After");
	if (value === null) return null;
	const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - serverNow();
	return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
