/** What an operator can set. */
@NullMarked
package dev.afterglow.registry.settings;

import org.jspecify.annotations.NullMarked;
