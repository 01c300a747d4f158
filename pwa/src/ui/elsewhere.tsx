/** An address that is not, or no longer, there: it leads to Today. */

import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";

export function Elsewhere() {
	const { route } = useLocation();
	useEffect(() => route("/", true), []);
	return null;
}
