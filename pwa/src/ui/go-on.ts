/** Where a screen leads when its work is done. */

import { useLocation, useRoute } from "preact-iso";

/**
 * Leads on from the screen that calls it, in place of it where `replace` is set. What leads on often comes late, after
 * an answer or in an effect: somebody who has gone to another address meanwhile stays there.
 */
export function useGoOn(): (to: string, replace?: boolean) => void {
	const { route } = useLocation();
	// the screen's own: while the next one loads, the location is that of the next already
	const { path } = useRoute();
	return (to, replace = false) => {
		if (addressNow() === path) route(to, replace);
	};
}

/** As preact-iso names it, without a slash at its end. */
function addressNow(): string {
	return location.pathname.replace(/\/+$/, "") || "/";
}
