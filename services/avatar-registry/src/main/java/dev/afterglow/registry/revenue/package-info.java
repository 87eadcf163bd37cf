/** Who is owed what under licences: terms, figures and the statements of months. */
@NullMarked
package dev.afterglow.registry.revenue;

import org.jspecify.annotations.NullMarked;
