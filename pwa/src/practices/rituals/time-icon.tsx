import { icon } from "../../ui/icons";

/** The icon of the tab Time. */
export const TimeIcon = icon(
	<>
		<circle cx="12" cy="12" r="9" />
		<path d="M12 7v5l3 2" />
	</>,
);
