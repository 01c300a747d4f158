/** Builds requests to the API, for pages and the service worker. */

/** The API version this app knows; the server answers 426 if it is too old. */
const APP_VERSION = "1";
export const BASE = "/api/v1";

/** Sends the session cookie, caches nothing, and follows no redirects. */
export const API_OPTIONS = {
	credentials: "same-origin",
	cache: "no-store",
	redirect: "error",
	headers: { Accept: "application/json", "Twofold-App": APP_VERSION },
} as const;

/** A request to a path under the API. */
export function apiRequest(method: string, path: string, body: string | null): Request {
	const headers = { ...API_OPTIONS.headers, ...(body === null ? {} : { "Content-Type": "application/json" }) };
	// so that a deletion arrives even if the page closes
	const keepalive = method === "DELETE";
	return new Request(new URL(BASE + path, location.origin), { ...API_OPTIONS, method, headers, body, keepalive });
}
