/** Navigates on when a screen's work is done. */

import { useLocation, useRoute } from "preact-iso";

/**
 * Returns a function that navigates on, and with `replace` replaces the history entry. It often runs late, after a
 * response or in an effect; if the person has left the screen by then, it does nothing.
 */
export function useGoOn(): (to: string, replace?: boolean) => void {
	const { route } = useLocation();
	// this screen's path: `useLocation` already has the next one while that loads
	const { path } = useRoute();
	return (to, replace = false) => {
		if (addressNow() === path) route(to, replace);
	};
}

/** The path without a trailing slash, as in preact-iso. */
function addressNow(): string {
	return location.pathname.replace(/\/+$/, "") || "/";
}
