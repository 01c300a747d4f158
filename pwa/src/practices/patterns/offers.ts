/**
 * While both are in a pattern, they do what they agreed on instead: no moment offers anything else. Talk, where one goes
 * by oneself, stays as it is.
 */

import type { Offer } from "../../ui/moments";
import { inLoop } from "./store";

const offer: Offer = () => (inLoop.value ? "later" : null);

export default offer;
