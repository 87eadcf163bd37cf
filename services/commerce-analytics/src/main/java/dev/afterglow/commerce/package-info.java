/** commerce-analytics: facts to figures. */
@NullMarked
package dev.afterglow.commerce;

import org.jspecify.annotations.NullMarked;
