/** How each picture is shared out among the parts that are painted on it. */
@NullMarked
package dev.afterglow.house.atlas;

import org.jspecify.annotations.NullMarked;
