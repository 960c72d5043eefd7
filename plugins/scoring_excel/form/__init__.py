"""Forms: workbooks in which units, appraisers and councils write, made from a criteria set."""
