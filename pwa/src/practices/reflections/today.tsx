/** Reflections on Today: the newest that the partner shared in the last days. */

import { m } from "../../paraglide/messages.js";
import { linkFrom } from "../../ui/came-from";
import { usePartner } from "../../ui/names";
import type { TodayParts } from "../../ui/practice-face";
import { SharedLately } from "../../ui/shared-lately";
import { lately } from "./store";

const today: TodayParts = { blocks: { shared: Shared } };

export default today;

function Shared() {
	const { start: name } = usePartner();
	const [newest] = lately.value;
	return newest ? (
		<SharedLately title={m.reflection_shared({ name })} href={linkFrom("today", `/reflections/${newest.id}`)} />
	) : null;
}
