import { icon } from "../../ui/icons";

/** The place Time: a day that comes round. */
export const TimeIcon = icon(
	<>
		<circle cx="12" cy="12" r="9" />
		<path d="M12 7v5l3 2" />
	</>,
);
