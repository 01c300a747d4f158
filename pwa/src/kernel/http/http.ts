/** Sends requests and reads answers: time-outs, and problems (RFC 9457). */

import { localProblem, offline, Problem } from "../browser/problem";
import { serverNow } from "../store/clock";
import { apiRequest } from "./request";
import { noteAnswer } from "./status";

const TIMEOUT = 30_000;

/** Sends a request; the app has no other way to the server. Throws Problem `offline` if no answer comes. */
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
 * Sends one request to a path of the API and returns the answer; null for 204. Throws Problem, `unreadable` if a proxy
 * answered instead of the API: then the request may not have arrived.
 */
export async function exchange(method: string, path: string, body: string | null): Promise<unknown> {
	return (await deliver(method, path, body)).answer;
}

/** What a write gets: its answer, and its place in this person's own feed if it was exactly one change there. */
export interface Delivered {
	readonly answer: unknown;
	readonly place: Place | null;
}

/** The cursor directly before a write, and the one with it. */
export interface Place {
	readonly before: string;
	readonly after: string;
}

/** As `exchange`, for a write. */
export async function deliver(method: string, path: string, body: string | null): Promise<Delivered> {
	const response = await send(apiRequest(method, path, body));
	if (!response.ok) throw await problemOf(response);
	const [before, after] = response.headers.get("Feed-Cursor")?.split(" ") ?? [];
	const place = before !== undefined && after !== undefined ? { before, after } : null;
	return { answer: response.status === 204 ? null : await response.json().catch(unreadable), place };
}

export function unreadable(error: unknown): never {
	throw error instanceof SyntaxError ? localProblem("unreadable", "The answer could not be read.") : error;
}

/** The problem in an answer, whatever its body is. */
export async function problemOf(response: Response): Promise<Problem> {
	return problemFrom(response, await response.json().catch(() => null));
}

/** The problem in an answer whose body is already read. */
export function problemFrom(response: Response, told: unknown): Problem {
	const { type, title, errors } = isObject(told) ? told : {};
	const code = typeof type === "string" ? type : `status_${response.status}`;
	const sentence = typeof title === "string" ? title : "That did not work.";
	return new Problem(code, response.status, sentence, isObject(errors) ? errors : null, retryAfter(response));
}

/** Retry-After (RFC 9110 §10.2.3), seconds or a date, in milliseconds. */
function retryAfter(response: Response): number | null {
	const value = response.headers.get("Retry-After");
	if (value === null) return null;
	const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - serverNow();
	return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
