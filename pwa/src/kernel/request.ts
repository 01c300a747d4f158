/** How a request to the API looks, from a page or the service worker. */

/** What this app knows of the API; the server answers 426 to one that is too old for it. */
export const APP_VERSION = "1";
export const BASE = "/api/v1";

/** The session cookie goes along; nothing is cached, and no other site is followed to. */
export const API_OPTIONS = {
	credentials: "same-origin",
	cache: "no-store",
	redirect: "error",
	headers: { Accept: "application/json", "Twofold-App": APP_VERSION },
} as const;

/** A request to an address under the API. */
export function apiRequest(method: string, path: string, body: string | null): Request {
	const headers = { ...API_OPTIONS.headers, ...(body === null ? {} : { "Content-Type": "application/json" }) };
	// a deletion arrives though its page is closed meanwhile
	const keepalive = method === "DELETE";
	return new Request(new URL(BASE + path, location.origin), { ...API_OPTIONS, method, headers, body, keepalive });
}
