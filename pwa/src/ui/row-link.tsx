/** A row that leads to another screen: its title, a hint below, and perhaps a sign before them. */

import type { ComponentType } from "preact";
import type { IconProps } from "./icon";
import { OnIcon } from "./icons";

interface RowLinkProps {
	readonly href: string;
	readonly title: string;
	readonly hint?: string | null;
	readonly Icon?: ComponentType<IconProps>;
}

export function RowLink({ href, title, hint, Icon }: RowLinkProps) {
	return (
		<a class="row-link" href={href}>
			{Icon && (
				<span class="row-sign">
					<Icon />
				</span>
			)}
			<span class="grow">
				<b>{title}</b>
				{hint && <span class="hint">{hint}</span>}
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}

/** The same in a list. */
export function WayRow(way: RowLinkProps) {
	return (
		<li>
			<RowLink {...way} />
		</li>
	);
}
