/** The icons of the places: Lucide's message-circle and list-checks (ISC licence), and our own. */

import { icon } from "./icon";

export const TodayIcon = icon(
	<g class="half">
		<path class="left" d="M11.2 3.1a9 9 0 0 0 0 17.8z" />
		<path class="right" d="M12.8 3.1a9 9 0 0 1 0 17.8z" />
	</g>,
);

export const TalkIcon = icon(
	<path d="M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719" />,
);

export const PlanIcon = icon(<path d="m3 17 2 2 4-4M3 7l2 2 4-4M13 6h8M13 12h8M13 18h8" />);

export const TimeIcon = icon(
	<>
		<circle cx="12" cy="12" r="9" />
		<path d="M12 7v5l3 2" />
	</>,
);
