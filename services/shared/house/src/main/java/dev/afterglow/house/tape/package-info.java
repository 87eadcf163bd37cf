/** The motion that goes with the house voice, made by code alone. */
@org.jspecify.annotations.NullMarked
package dev.afterglow.house.tape;
