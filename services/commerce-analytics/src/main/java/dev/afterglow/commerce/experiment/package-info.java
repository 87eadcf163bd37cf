/** Randomised switchbacks in a room, and statistics that may be looked at after every slot. */
@NullMarked
package dev.afterglow.commerce.experiment;

import org.jspecify.annotations.NullMarked;
