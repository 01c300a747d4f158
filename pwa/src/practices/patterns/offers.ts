/** While both are in a pattern, they do what they agreed on instead: nothing else is offered. */

import type { Offer } from "../../ui/moments";
import { inLoop } from "./store";

const offer: Offer = () => (inLoop.value ? "later" : null);

export default offer;
