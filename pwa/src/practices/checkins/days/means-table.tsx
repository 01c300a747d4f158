/** The numbers behind a chart. A week without an answer has an empty cell. */

import { m } from "../../../paraglide/messages.js";
import { getLocale } from "../../../paraglide/runtime.js";
import { longDay } from "../../../ui/when";
import { dayName } from "./calendar";
import type { LinesProps } from "./chart";
import { WEEKS } from "./weeks";

export function MeansTable({ name, lines, firstMonday }: LinesProps) {
	const weeks = Array.from({ length: WEEKS }, (_, place) => place);
	return (
		<details class="more">
			<summary>{m.days_weeks_table()}</summary>
			<table class="days-means">
				<caption class="soft small">{m.days_weeks_caption({ measure: name })}</caption>
				<thead>
					<tr>
						<th scope="col">{m.days_weeks_week()}</th>
						{lines.map(({ who, name: whose }) => (
							<th key={who} scope="col" dir="auto">
								{whose}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{weeks.map((place) => (
						<tr key={place}>
							<th scope="row">{longDay(dayName(firstMonday + 7 * place))}</th>
							{lines.map(({ who, means }) => (
								<td key={who}>{meanWords(means[place] ?? null)}</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</details>
	);
}

function meanWords(mean: number | null): string {
	return mean === null ? "" : new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 }).format(mean);
}
