"""An edition becomes pages: each subpackage is a step, `banxin.plan.planner` conducts them."""
