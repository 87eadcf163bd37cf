/** People and how they are verified by their real names. */
@NullMarked
package dev.afterglow.registry.identity;

import org.jspecify.annotations.NullMarked;
