/** A name and its value, inside a `<dl class="facts">`. */
export function Fact({ name, value }: { readonly name: string; readonly value: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd dir="auto">{value}</dd>
		</div>
	);
}
