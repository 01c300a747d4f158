/** In a list: that a copy of this was shared with the partner, once it was sent. */

import { isUnsent, type Keeping, type Kept, type Own } from "../kernel/sync/kept-for-me";
import { m } from "../paraglide/messages.js";
import { usePartner } from "./names";

interface SharedHintProps<Said extends object> {
	readonly of: Keeping<Said>;
	readonly one: Own<Said> | Kept<Said>;
}

export function SharedHint<Said extends object>({ of, one }: SharedHintProps<Said>) {
	const { inside } = usePartner();
	if (!("copy" in one) || !one.copy || isUnsent(of, one)) return null;
	return <span class="hint plum">{m.sharing_short({ name: inside })}</span>;
}
