/** Shown at an address without a screen: leads to another one, or to Today. */

import { useEffect } from "preact/hooks";
import { useGoOn } from "./go-on";

export function Elsewhere({ to = "/" }: { readonly to?: string }) {
	const goOn = useGoOn();
	useEffect(() => goOn(to, true), []);
	return null;
}
