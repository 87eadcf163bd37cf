/** Organisations to which licences are granted, and their members. */
@NullMarked
package dev.afterglow.registry.organisation;

import org.jspecify.annotations.NullMarked;
