/** Whether the presenter is there, what may be done with the figure, and what it is made of. */
@NullMarked
package dev.afterglow.studio.rights;

import org.jspecify.annotations.NullMarked;
